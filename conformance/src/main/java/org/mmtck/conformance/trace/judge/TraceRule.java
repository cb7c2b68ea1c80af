package org.mmtck.conformance.trace.judge;

import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.trace.read.PageEvent;

/** The rules of {@code rules/trace.yaml}, as the judges name them. */
public enum TraceRule {
    /** A block handed out shares no frame with one that is still allocated. */
    ALLOCATION("TRACE-1", "allocations of page frames with a known past", PageEvent.ALLOC),
    /** What is freed was allocated, whole. */
    FREE("TRACE-2", "frees of page frames with a known past", PageEvent.FREE),
    /** A batched event belongs to the free before it. */
    BATCHED("TRACE-3", "batched events of page frames with a known past", PageEvent.FREE_BATCHED),
    /** What leaves the buddy lists is not allocated. */
    ZONE_LOCKED("TRACE-4", "zone_locked events of page frames with a known past", PageEvent.ZONE_LOCKED),
    /** What returns to the buddy lists is not allocated. */
    DRAIN("TRACE-5", "drains of page frames with a known past", PageEvent.PCPU_DRAIN),
    /** What is taken from another migratetype is not allocated, and the event's numbers agree. */
    EXTFRAG("TRACE-6", "extfrag events", PageEvent.EXTFRAG),
    /** A block has an order that exists and lies where it can. */
    SHAPE("TRACE-12", "page events with a block", null),
    /** A line is whole. */
    READABLE("TRACE-17", "lines", null),
    /** A frame freed twice had time for an untraced allocation. */
    REUSE("TRACE-18", "frees without a traced allocation", PageEvent.FREE),
    /** Time does not run backwards. */
    TIME("TRACE-20", "pairs of neighbouring events", null);

    private final String id;
    private final String cases;
    private final @Nullable PageEvent event;

    TraceRule(String id, String cases, @Nullable PageEvent event) {
        this.id = id;
        this.cases = cases;
        this.event = event;
    }

    /** The rule's id in the book. */
    public String id() {
        return id;
    }

    /** What one case of the rule is, in the plural. */
    public String cases() {
        return cases;
    }

    /** The event that the rule judges, or null where it judges all. */
    public @Nullable PageEvent event() {
        return event;
    }

    /** Whether the rule rests on what earlier events said, so that a lost event can mislead it. */
    public boolean restsOnHistory() {
        return event != null;
    }
}
