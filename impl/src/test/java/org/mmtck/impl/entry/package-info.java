/** Tests of the entry: what happens before the fast path and after the last. */
@NullMarked
package org.mmtck.impl.entry;

import org.jspecify.annotations.NullMarked;
