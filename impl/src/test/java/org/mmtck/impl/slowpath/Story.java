package org.mmtck.impl.slowpath;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.GfpZone;

/** One allocation in one world, and every event of it in order. The expected text is typed from the reference. */
record Story(String rule, String name, int gfp, int order, Consumer<World> world, String expected) {

    static String run(Story story, Function<World, Slowpath> make) {
        World world = new World();
        story.world.accept(world);
        List<ZoneView> zones = new ArrayList<>(List.of(world.normal, world.dma));
        if (world.second != null) {
            zones.add(world.second);
        }
        AllocContext ac = new AllocContext(
                zones.toArray(new ZoneView[0]),
                GfpZone.D64.gfpZone(story.gfp),
                world.nodemask,
                GfpMask.gfpMigratetype(story.gfp),
                null);
        return end(world, () -> make.apply(world).allocPagesSlowpath(story.gfp, story.order, ac));
    }

    private static String end(World world, LongSupplier allocation) {
        try {
            world.events.add(allocation.getAsLong() == Freelist.NO_PAGE ? "none" : "page");
        } catch (PatienceExhausted e) {
            world.events.add("for ever");
        } catch (OutOfMemory.Panic e) {
            world.events.add("panic");
        }
        return world.story();
    }

    @Override
    public String toString() {
        return rule + " " + name;
    }
}
