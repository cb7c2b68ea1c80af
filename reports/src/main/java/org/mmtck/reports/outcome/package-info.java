/** The outcome model: what a run found. Renderers read it and add nothing. */
@NullMarked
package org.mmtck.reports.outcome;

import org.jspecify.annotations.NullMarked;
