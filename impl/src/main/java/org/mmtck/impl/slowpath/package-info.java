/** The slow path: what an allocation does when no zone is above its mark, as a state machine over an environment. */
@NullMarked
package org.mmtck.impl.slowpath;

import org.jspecify.annotations.NullMarked;
