package org.mmtck.impl.slowpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.__GFP_FS;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NO_WATERMARKS;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.rule.Trips;

/** Each wrong state machine tells some story of its rule differently. */
@Epic("impl")
@Feature("slow path: wrong state machines are noticed")
class WrongSlowpathsTest {

    /** The rules some story of which comes out differently. */
    private static Set<String> broken(Function<World, Slowpath> make) {
        Set<String> rules = new TreeSet<>();
        for (Story story : Stories.all()) {
            if (!Story.run(story, make).equals(story.expected())) {
                rules.add(story.rule());
            }
        }
        return rules;
    }

    /** The kernel's machine, for a wrong one to differ from in one thing. */
    private static class Base extends Slowpath {
        Base(World w) {
            super(w.settings, 2, w, w);
        }

        Base(World w, DirectEffort direct) {
            super(w.settings, w, w, direct, new RetryDecision(w), new OomAttempt(2, w, w));
        }

        Base(World w, RetryDecision decision) {
            super(w.settings, w, w, new DirectEffort(w, w), decision, new OomAttempt(2, w, w));
        }

        Base(World w, OomAttempt oom) {
            super(w.settings, w, w, new DirectEffort(w, w), new RetryDecision(w), oom);
        }
    }

    @Test
    void theRightOneBreaksNothing() {
        assertThat(broken(Base::new)).isEmpty();
    }

    @Test
    @Trips("SLOW-4")
    void everybodyMayUseAllReserves() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean reservesRetry(Attempt a) {
                        boolean again = super.reservesRetry(a);
                        a.allocFlags |= ALLOC_NO_WATERMARKS;
                        return again;
                    }
                }))
                .contains("SLOW-4");
    }

    @Test
    @Trips("SLOW-8")
    void neverCompactsFirst() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean compactsFirst(Attempt a) {
                        return false;
                    }
                }))
                .contains("SLOW-8");
    }

    @Test
    @Trips("SLOW-11")
    void wakesOnlyOnce() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    void wakeAllKswapds(Attempt a) {
                        if (a.canRetryReserves) {
                            super.wakeAllKswapds(a);
                        }
                    }
                }))
                .contains("SLOW-11");
    }

    @Test
    @Trips("SLOW-11")
    void wakesAZoneAtATime() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    void wakeAllKswapds(Attempt a) {
                        for (int place = 0; place < a.ac.length(); place++) {
                            ZoneView zone = a.ac.zone(place);
                            w.wakeupKswapd(zone, a.gfp, a.order, a.ac.highestZoneidx());
                        }
                    }
                }))
                .contains("SLOW-11");
    }

    @Test
    @Trips("SLOW-14")
    void triesReservesWithoutEnd() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean reservesRetry(Attempt a) {
                        a.canRetryReserves = true;
                        return super.reservesRetry(a);
                    }
                }))
                .contains("SLOW-14");
    }

    @Test
    @Trips("SLOW-15")
    void everybodyReclaims() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean mayReclaim(Attempt a) {
                        return true;
                    }
                }))
                .contains("SLOW-15");
    }

    @Test
    @Trips("SLOW-18")
    void doesNotDrain() {
        assertThat(broken(w -> new Base(w, new DirectEffort(w, w) {
                    @Override
                    long allocPagesDirectReclaim(Attempt a) {
                        a.didSomeProgress = w.tryToFreePages(a.gfp, a.order, a.ac, w.context());
                        return a.didSomeProgress == 0
                                ? NO_PAGE
                                : w.getPageFromFreelist(a.gfp, a.order, a.allocFlags, a.ac);
                    }
                })))
                .contains("SLOW-18");
    }

    @Test
    @Trips("SLOW-20")
    void countsStallsThatWereSkipped() {
        assertThat(broken(w -> new Base(w, new DirectEffort(w, w) {
                    @Override
                    long allocPagesDirectCompact(Attempt a) {
                        w.countVmEvent(Compaction.VmEvent.COMPACTSTALL);
                        return super.allocPagesDirectCompact(a);
                    }
                })))
                .contains("SLOW-20");
    }

    @Test
    @Trips("SLOW-21")
    void neverGivesUpAfterTheFirstCompaction() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    Label afterFirstCompaction(Attempt a) {
                        a.compactFirst = false;
                        return Label.RETRY;
                    }
                }))
                .contains("SLOW-21");
    }

    @Test
    @Trips("SLOW-25")
    void givesUpOnePassEarlier() {
        assertThat(broken(w -> new Base(w, new RetryDecision(w) {
                    @Override
                    boolean shouldReclaimRetry(Attempt a) {
                        return a.noProgressLoops < 15 && super.shouldReclaimRetry(a);
                    }
                })))
                .contains("SLOW-25");
    }

    @Test
    @Trips("SLOW-25")
    void looksAtNoZone() {
        assertThat(broken(w -> new Base(w, new RetryDecision(w) {
                    @Override
                    boolean someZoneCouldPass(Attempt a) {
                        return true;
                    }
                })))
                .contains("SLOW-25");
    }

    @Test
    @Trips("SLOW-27")
    void neverCompactsHarder() {
        assertThat(broken(w -> new Base(w, new RetryDecision(w) {
                    @Override
                    boolean harder(Attempt a) {
                        return false;
                    }
                })))
                .contains("SLOW-27");
    }

    @Test
    @Trips("SLOW-27")
    void keepsTheRetriesWhenCompactingHarder() {
        assertThat(broken(w -> new Base(w, new RetryDecision(w) {
                    @Override
                    boolean harder(Attempt a) {
                        int before = a.compactionRetries;
                        boolean result = super.harder(a);
                        a.compactionRetries = before;
                        return result;
                    }
                })))
                .contains("SLOW-27");
    }

    @Test
    @Trips("SLOW-28")
    void killsBeforeTypesMix() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean mayMixNow(Attempt a) {
                        return false;
                    }
                }))
                .contains("SLOW-28");
    }

    @Test
    @Trips("SLOW-31")
    void doesNotNoticeThatTheMachineChanged() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    boolean checkRetry(Attempt a) {
                        return false;
                    }
                }))
                .contains("SLOW-31");
    }

    @Test
    @Trips("SLOW-32")
    void failsWhatMustNotFail() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    Label nopage(Attempt a) {
                        return checkRetry(a) ? Label.RESTART : Label.FAIL;
                    }
                }))
                .contains("SLOW-32");
    }

    @Test
    @Trips("OOM-1")
    void killsWithoutALastLook() {
        assertThat(broken(w -> new Base(w, new OomAttempt(2, w, w) {
                    @Override
                    long allocPagesMayOom(Attempt a) {
                        a.didSomeProgress = whyNotKill(a, w.oomKiller()) == null
                                        && w.oomKiller().outOfMemory(a.gfp, a.order, a.ac)
                                ? 1
                                : 0;
                        return NO_PAGE;
                    }
                })))
                .contains("OOM-1");
    }

    @Test
    @Trips("OOM-3")
    void killsForEverybody() {
        assertThat(broken(w -> new Base(w, new OomAttempt(2, w, w) {
                    @Override
                    @Nullable
                    String whyNotKill(Attempt a, OomKiller killer) {
                        return null;
                    }
                })))
                .contains("OOM-3");
    }

    @Test
    @Trips("OOM-4")
    void loopsAsAVictim() {
        assertThat(broken(w -> new Base(w) {
                    @Override
                    Label beforeOom(Attempt a) {
                        Label next = super.beforeOom(a);
                        return a.didSomeProgress > 0 && next == Label.NOPAGE ? Label.RETRY : next;
                    }
                }))
                .contains("OOM-4");
    }

    @Test
    @Trips("OOM-7")
    void killsWithoutFs() {
        assertThat(broken(w -> {
                    w.killer = new OutOfMemory(w) {
                        @Override
                        public boolean outOfMemory(int gfp, int order, AllocContext ac) {
                            return super.outOfMemory(gfp | __GFP_FS, order, ac);
                        }
                    };
                    return new Base(w);
                }))
                .contains("OOM-7");
    }

    @Test
    void everyRuleHasAStory() {
        Set<String> rules = new TreeSet<>();
        for (Story story : Stories.all()) {
            rules.add(story.rule());
        }
        assertThat(rules)
                .containsExactlyElementsOf(new TreeSet<>(List.of(
                        "SLOW-4", "SLOW-8", "SLOW-11", "SLOW-14", "SLOW-15", "SLOW-18", "SLOW-20", "SLOW-21", "SLOW-25",
                        "SLOW-27", "SLOW-28", "SLOW-31", "SLOW-32", "OOM-1", "OOM-3", "OOM-4", "OOM-7")));
    }
}
