/** The rule book: what must hold, as data that people read and programs check. */
@NullMarked
package org.mmtck.spec.rule;

import org.jspecify.annotations.NullMarked;
