/**
 * The figures that the project promises, measured on the machine at hand and set against a peer in the same run, so that a
 * ratio means something elsewhere too. Nothing here is asserted by a test.
 */
@NullMarked
package org.mmtck.conformance.bench;

import org.jspecify.annotations.NullMarked;
