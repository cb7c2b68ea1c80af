package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;

/** One wrong allocator for each rule: {@link PlainBuddy} with a single step gone wrong. */
@SuppressWarnings("ImmutableEnumChecker") // a supplier of fresh allocators holds no state
enum WrongBuddies {
    MISALIGNED("BUDDY-2", 1, () -> new PlainBuddy() {
        @Override
        Reply alloc(int order) {
            return order == 1 ? new Reply.Block(1) : super.alloc(order);
        }
    }),
    OUTSIDE_THE_ZONE("INV-28", 1, () -> new PlainBuddy() {
        @Override
        Reply alloc(int order) {
            return order == 2 ? new Reply.Block(shape.pages() / 4 * 4) : super.alloc(order);
        }
    }),
    HANDS_OUT_TWICE("INV-29", 2, () -> new PlainBuddy() {
        @Override
        Reply alloc(int order) {
            boolean again = order == 1 && live.containsValue(1);
            return again ? new Reply.Block(live.firstKey() & ~1L) : super.alloc(order);
        }
    }),
    NEVER_SPLITS_THE_LARGEST("BUDDY-31", 1, () -> new PlainBuddy() {
        @Override
        long choose(int order) {
            long head = super.choose(order);
            boolean largest = freeOrder(head) == shape.maxOrder() && order < shape.maxOrder();
            return largest ? NONE : head;
        }
    }),
    LOSES_THE_REST_OF_A_SPLIT("BUDDY-19", 3, () -> new PlainBuddy() {
        @Override
        void split(long head, int high, int order) {
            super.split(head, high, order);
            if (high - order == 2) {
                free.remove(head + (1L << order));
            }
        }
    }),
    MERGES_ONLY_ONCE("BUDDY-10", 3, () -> new PlainBuddy() {
        @Override
        void put(long pfn, int order) {
            if (live.isEmpty() && order == 0) {
                super.put(pfn, order);
                return;
            }
            long buddy = pfn ^ (1L << order);
            if (order < shape.maxOrder() && Integer.valueOf(order).equals(free.get(buddy))) {
                free.remove(buddy);
                free.put(pfn & buddy, order + 1);
            } else {
                free.put(pfn, order);
            }
        }
    }),
    KEEPS_BUDDIES_APART("INV-8", 3, () -> new PlainBuddy() {
        @Override
        Reply free(long pfn, int order) {
            if (order == 0 && Integer.valueOf(0).equals(live.get(pfn))) {
                live.remove(pfn);
                free.put(pfn, 0);
                return new Reply.Done();
            }
            return super.free(pfn, order);
        }
    }),
    TAKES_THE_LARGEST("BUDDY-21", 3, () -> new PlainBuddy() {
        @Override
        long choose(int order) {
            for (int o = shape.maxOrder(); o >= order; o--) {
                for (long head : free.keySet()) {
                    if (freeOrder(head) == o) {
                        return head;
                    }
                }
            }
            return NONE;
        }
    }),
    SERVES_TOO_LARGE("GFP-60", 1, () -> new PlainBuddy() {
        @Override
        Reply alloc(int order) {
            return super.alloc(Math.min(order, shape.maxOrder()));
        }
    }),
    REFUSES_A_RIGHTFUL_FREE("FREE-4", 2, () -> new PlainBuddy() {
        @Override
        Reply free(long pfn, int order) {
            return order == 2 ? new Reply.Refused("I do not like order 2") : super.free(pfn, order);
        }
    }),
    TAKES_WHAT_IS_NOT_LIVE("FREE-5", 1, () -> new PlainBuddy() {
        @Override
        Reply free(long pfn, int order) {
            return live.isEmpty() ? new Reply.Done() : super.free(pfn, order);
        }
    }),
    TAKES_ANY_ORDER("FREE-7", 2, () -> new PlainBuddy() {
        @Override
        Reply free(long pfn, int order) {
            return live.containsKey(pfn) ? super.free(pfn, live.get(pfn)) : super.free(pfn, order);
        }
    }),
    SHOWS_LIVE_AS_FREE("INV-2", 1, () -> new PlainBuddy() {
        @Override
        public List<FreeBlock> freeBlocks() {
            List<FreeBlock> blocks = super.freeBlocks();
            live.forEach((pfn, order) -> blocks.add(new FreeBlock(pfn, order)));
            return blocks;
        }
    }),
    SHOWS_TOO_LITTLE("INV-4", 1, () -> new PlainBuddy() {
        @Override
        public List<FreeBlock> freeBlocks() {
            List<FreeBlock> blocks = super.freeBlocks();
            return live.isEmpty() || blocks.isEmpty() ? blocks : new ArrayList<>(blocks.subList(1, blocks.size()));
        }
    }),
    MISCOUNTS("INV-25", 1, () -> new PlainBuddy() {
        @Override
        public long freePages() {
            return shape.pages() - live.size();
        }
    }),
    NEVER_WHOLE_AGAIN("INV-33", 2, () -> new PlainBuddy() {
        private boolean used;

        @Override
        public void reset(MachineShape machine) {
            super.reset(machine);
            used = false;
        }

        @Override
        Reply alloc(int order) {
            boolean spoilt = used && live.isEmpty() && order == shape.maxOrder();
            used = true;
            return spoilt ? new Reply.NoMemory() : super.alloc(order);
        }
    }),
    KEEPS_A_PAGE_BACK("ZONE-27", 0, () -> new PlainBuddy(Set.of(Capability.SNAPSHOT)) {
        @Override
        public List<FreeBlock> freeBlocks() {
            List<FreeBlock> blocks = super.freeBlocks();
            return live.isEmpty() ? blocks.subList(1, blocks.size()) : blocks;
        }
    }),
    CHOOSES_THE_LOWEST(
            "BUDDY-4",
            3,
            () -> new PlainBuddy(EnumSet.of(Capability.KERNEL_ORDER, Capability.COUNTERS, Capability.DETERMINISTIC))),
    REMEMBERS_BEYOND_A_RESET("CLAIM-1", 3, () -> new PlainBuddy(Set.of(Capability.DETERMINISTIC)) {
        private int resets;

        @Override
        public void reset(MachineShape machine) {
            super.reset(machine);
            resets++;
        }

        @Override
        long choose(int order) {
            long head = super.choose(order);
            return resets % 2 == 0 && freeOrder(head) == order ? free.lastKey() : head;
        }
    });

    final String rule;
    final int steps;
    final Supplier<PlainBuddy> make;

    WrongBuddies(String rule, int steps, Supplier<PlainBuddy> make) {
        this.rule = rule;
        this.steps = steps;
        this.make = make;
    }
}
