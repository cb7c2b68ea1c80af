/** The built-in reference allocator as a subject. */
@NullMarked
package org.mmtck.conformance.reference;

import org.jspecify.annotations.NullMarked;
