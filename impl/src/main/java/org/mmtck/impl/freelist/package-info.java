/** The scan over the zones of a zonelist: which zone is asked for a page, and why the others are not. */
@NullMarked
package org.mmtck.impl.freelist;

import org.jspecify.annotations.NullMarked;
