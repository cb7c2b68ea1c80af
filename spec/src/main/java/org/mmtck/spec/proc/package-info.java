/** What a kernel prints about its page allocator, character for character, written and read. */
@NullMarked
package org.mmtck.spec.proc;

import org.jspecify.annotations.NullMarked;
