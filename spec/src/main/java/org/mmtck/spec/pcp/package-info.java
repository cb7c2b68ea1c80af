/** Per-CPU page lists: which list a block goes to, how many pages a CPU may keep, and how that tunes itself. */
@NullMarked
package org.mmtck.spec.pcp;

import org.jspecify.annotations.NullMarked;
