/** A recorded kernel trace as a subject: reads it, judges it, and makes one outcome for each rule of the trace family. */
@NullMarked
package org.mmtck.conformance.trace;

import org.jspecify.annotations.NullMarked;
