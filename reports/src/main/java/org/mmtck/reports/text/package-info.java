/** What was found, in words: for the terminal, and wherever another rendering needs a sentence. */
@NullMarked
package org.mmtck.reports.text;

import org.jspecify.annotations.NullMarked;
