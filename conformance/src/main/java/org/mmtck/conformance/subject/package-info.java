/** A subject: whatever is held against the rules, behind one small interface. */
@NullMarked
package org.mmtck.conformance.subject;

import org.jspecify.annotations.NullMarked;
