/** Tests of the wire: subjects that behave, and subjects that do not. */
@NullMarked
package org.mmtck.conformance.wire;

import org.jspecify.annotations.NullMarked;
