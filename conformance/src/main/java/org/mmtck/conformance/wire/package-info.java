/** A subject that is any executable: the plain-text line protocol of docs/protocol.md on its stdin and stdout. */
@NullMarked
package org.mmtck.conformance.wire;

import org.jspecify.annotations.NullMarked;
