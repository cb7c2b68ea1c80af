/** Reads the text form of ftrace events, byte by byte: what a line says, not what it means. */
@NullMarked
package org.mmtck.conformance.trace.read;

import org.jspecify.annotations.NullMarked;
