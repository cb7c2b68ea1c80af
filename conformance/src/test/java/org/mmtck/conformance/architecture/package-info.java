/** The plan of the house as checks: which room may know which, and who may touch threads. */
@NullMarked
package org.mmtck.conformance.architecture;

import org.jspecify.annotations.NullMarked;
