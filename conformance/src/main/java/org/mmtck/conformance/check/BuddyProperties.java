package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.spec.history.Operation;

/**
 * Stateful properties of a subject, run by jqwik inside {@code mmtck check}. What holds is judged by {@link Session};
 * this class only says which sequences are tried. Choices are made by number modulo what there is to choose from, so that
 * a sequence stays meaningful when shrinking takes steps out of it.
 */
class BuddyProperties {
    /** Longest random sequence, in actions; an action that fills or drains the machine is many operations. */
    static final int MAX_ACTIONS = 60;

    /** Largest random machine, in pages. */
    static final int MAX_PAGES = 3000;

    /** Operations that fill or drain a machine travel together, up to this many. */
    private static final int BATCH = 128;

    private static final int MAX_CHOICE = 9999;

    /** The state that an action chain changes. */
    static final class Machine {
        private final @Nullable Session session = PropertyContext.current().begin();

        void alloc(int order) {
            PropertyContext.current()
                    .step(
                            session,
                            () -> session()
                                    .alloc(Math.min(order, session().ledger().maxOrder())));
        }

        void allocTooLarge() {
            PropertyContext.current()
                    .step(session, () -> session().alloc(session().ledger().maxOrder() + 1));
        }

        void free(int choice) {
            PropertyContext.current().step(session, () -> {
                if (session().ledger().liveCount() > 0) {
                    int pfn = session()
                            .ledger()
                            .liveAt(choice % session().ledger().liveCount());
                    session().free(pfn, session().ledger().liveOrder(pfn));
                }
            });
        }

        void wrongFree(int choice, int order) {
            PropertyContext.current().step(session, () -> {
                int pfn = choice % session().ledger().pages();
                int wrong = Math.min(order, session().ledger().maxOrder());
                if (session().ledger().liveOrder(pfn) != wrong) {
                    session().free(pfn, wrong);
                }
            });
        }

        void fill(int order) {
            PropertyContext.current().step(session, () -> {
                int wanted = Math.min(order, session().ledger().maxOrder());
                int before = -1;
                while (!session().over() && session().ledger().liveCount() != before) {
                    before = session().ledger().liveCount();
                    long fits = session().ledger().freePages() >> wanted;
                    int batch = (int) Math.min(Math.max(1, fits), BATCH);
                    session().apply(Collections.nCopies(batch, new Operation.Alloc(wanted)));
                }
            });
        }

        void drain() {
            PropertyContext.current().step(session, () -> {
                while (!session().over() && session().ledger().liveCount() > 0) {
                    int batch = Math.min(BATCH, session().ledger().liveCount());
                    List<Operation> frees = new ArrayList<>(batch);
                    for (int i = 0; i < batch; i++) {
                        int pfn = session().ledger().liveAt(i);
                        frees.add(new Operation.Free(pfn, session().ledger().liveOrder(pfn)));
                    }
                    session().apply(frees);
                }
            });
        }

        private Session session() {
            if (session == null) {
                throw new IllegalStateException("the subject broke before this sequence began");
            }
            return session;
        }
    }

    @Property
    @AddLifecycleHook(RunSettings.class)
    void everySequenceKeepsTheRules(
            @ForAll("machines") MachineShape shape, @ForAll("sequences") ActionChain<Machine> sequence) {
        PropertyContext.current().useShape(shape);
        sequence.run();
    }

    @Property
    @AddLifecycleHook(RunSettings.class)
    void whatWasFreedIsWholeAgain(
            @ForAll("machines") MachineShape shape, @ForAll("sequences") ActionChain<Machine> sequence) {
        PropertyContext.current().useShape(shape);
        Machine machine = sequence.run();
        machine.drain();
        machine.fill(shape.maxOrder());
    }

    @Provide
    Arbitrary<MachineShape> machines() {
        Arbitrary<Integer> orders = Arbitraries.integers().between(0, MachineShape.MAX_PAGE_ORDER);
        Arbitrary<Integer> pages = Arbitraries.integers().between(1, MAX_PAGES);
        return Combinators.combine(pages, orders).as((p, order) -> new MachineShape(p, order));
    }

    @Provide
    Arbitrary<ActionChain<Machine>> sequences() {
        var chain = ActionChain.startWith(Machine::new)
                .withAction(10, action("alloc", orders(), Machine::alloc))
                .withAction(8, action("free", choices(), Machine::free))
                .withAction(1, action("fill", orders(), Machine::fill))
                .withAction(1, action("drain", choices(), (machine, choice) -> machine.drain()))
                .withAction(1, action("too large", choices(), (machine, choice) -> machine.allocTooLarge()));
        if (PropertyContext.current().triesMisuse()) {
            chain = chain.withAction(2, action("wrong free", choices(), (m, c) -> m.wrongFree(c, c % 4)));
        }
        return chain.withMaxTransformations(MAX_ACTIONS);
    }

    /** Small orders often, so that there is something to merge. */
    private static Arbitrary<Integer> orders() {
        return Arbitraries.integers().between(0, MachineShape.MAX_PAGE_ORDER);
    }

    private static Arbitrary<Integer> choices() {
        return Arbitraries.integers().between(0, MAX_CHOICE);
    }

    private interface Move {
        void apply(Machine machine, int argument);
    }

    private static Action.Independent<Machine> action(String name, Arbitrary<Integer> arguments, Move move) {
        return () -> arguments.map(n -> Transformer.mutate(name + " " + n, machine -> move.apply(machine, n)));
    }

    /** Gives each property the seed and the number of tries of this run. */
    static class RunSettings implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            context.attributes().setSeed(Long.toString(PropertyContext.current().seed()));
            context.attributes().setTries(PropertyContext.current().tries());
            return property.execute();
        }
    }
}
