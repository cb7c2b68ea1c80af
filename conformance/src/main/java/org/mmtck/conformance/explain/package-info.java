/** Says, zone by zone and with the numbers filled in, why a request for pages was refused. */
@NullMarked
package org.mmtck.conformance.explain;

import org.jspecify.annotations.NullMarked;
