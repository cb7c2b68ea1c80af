package org.mmtck.conformance.subject;

import java.util.List;
import org.mmtck.spec.history.Reply;

/**
 * The answers to some operations, and the state after the last of them.
 *
 * @param replies one for each operation
 * @param look the state afterwards
 */
public record Seen(List<Reply> replies, Look look) {
    public Seen {
        replies = List.copyOf(replies);
    }
}
