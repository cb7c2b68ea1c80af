/** Follows the ownership of every page frame through a recording and judges each event by what is known of its frames. */
@NullMarked
package org.mmtck.conformance.trace.judge;

import org.jspecify.annotations.NullMarked;
