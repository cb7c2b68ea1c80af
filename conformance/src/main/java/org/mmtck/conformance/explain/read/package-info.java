/** Reads what a kernel prints about its memory: failure reports out of a log, and the files of /proc. */
@NullMarked
package org.mmtck.conformance.explain.read;

import org.jspecify.annotations.NullMarked;
