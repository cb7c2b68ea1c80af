/** Which tests verify which rules, read from the compiled tests of all modules, and which wrong implementations trip them. */
@NullMarked
package org.mmtck.conformance.coverage;

import org.jspecify.annotations.NullMarked;
