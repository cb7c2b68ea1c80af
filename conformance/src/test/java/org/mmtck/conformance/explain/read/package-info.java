/** The readers, on composed logs and on a snapshot of a real machine. */
@NullMarked
package org.mmtck.conformance.explain.read;

import org.jspecify.annotations.NullMarked;
