/** Zones and watermarks: which memory a request may use, and how much of it must stay free. */
@NullMarked
package org.mmtck.spec.zone;

import org.jspecify.annotations.NullMarked;
