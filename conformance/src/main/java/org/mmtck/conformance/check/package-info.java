/**
 * Holds a subject against the rules of the {@code buddy} profile: stateful properties with shrinking, and every
 * operation sequence at a small scope, judged by a ledger that knows nothing of the subject but its answers.
 */
@NullMarked
package org.mmtck.conformance.check;

import org.jspecify.annotations.NullMarked;
