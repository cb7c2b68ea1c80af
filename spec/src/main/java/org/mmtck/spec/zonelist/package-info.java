/** Nodes, the zones on them, and the order in which a request tries them. */
@NullMarked
package org.mmtck.spec.zonelist;

import org.jspecify.annotations.NullMarked;
