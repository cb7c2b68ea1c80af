/** Explanations held against numbers worked out by hand from the clauses. */
@NullMarked
package org.mmtck.conformance.explain;

import org.jspecify.annotations.NullMarked;
