/** Tests of the texts that kernels print. */
@NullMarked
package org.mmtck.spec.proc;

import org.jspecify.annotations.NullMarked;
