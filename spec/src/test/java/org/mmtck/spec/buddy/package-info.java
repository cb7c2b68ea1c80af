/** Tests of the buddy arithmetic against brute force. */
@NullMarked
package org.mmtck.spec.buddy;

import org.jspecify.annotations.NullMarked;
