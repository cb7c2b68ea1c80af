/** Tests of the buddy reference: worked examples, an independent naive model, all states of small zones, wrong steps. */
@NullMarked
package org.mmtck.impl.buddy;

import org.jspecify.annotations.NullMarked;
