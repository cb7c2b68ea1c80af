/** The command line as a user sees it: what is printed, and the exit codes. */
@NullMarked
package org.mmtck.conformance.cli;

import org.jspecify.annotations.NullMarked;
