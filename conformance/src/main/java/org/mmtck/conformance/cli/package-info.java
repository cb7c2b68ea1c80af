/** The command line. */
@NullMarked
package org.mmtck.conformance.cli;

import org.jspecify.annotations.NullMarked;
