/** The page for people: one HTML file that needs nothing else, and no network. */
@NullMarked
package org.mmtck.reports.html;

import org.jspecify.annotations.NullMarked;
