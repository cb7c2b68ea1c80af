/** Pictures of a range of pages: drawn as SVG, or in characters. */
@NullMarked
package org.mmtck.reports.picture;

import org.jspecify.annotations.NullMarked;
