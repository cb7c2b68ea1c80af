/**
 * {@code results.json}, the source of truth of a run: written from the outcome model and read back into it. The schema is
 * {@code results.schema.json} beside these classes, explained in {@code docs/results-schema.md}.
 */
@NullMarked
package org.mmtck.reports.json;

import org.jspecify.annotations.NullMarked;
