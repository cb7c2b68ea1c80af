/** Writes the report of a run: one directory with every rendering in it. */
@NullMarked
package org.mmtck.reports;

import org.jspecify.annotations.NullMarked;
