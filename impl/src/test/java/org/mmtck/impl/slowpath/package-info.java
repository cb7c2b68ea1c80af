/** Tests of the slow path: the outcome table, the order of events, and wrong state machines that are noticed. */
@NullMarked
package org.mmtck.impl.slowpath;

import org.jspecify.annotations.NullMarked;
