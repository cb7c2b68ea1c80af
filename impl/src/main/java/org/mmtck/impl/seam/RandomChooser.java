package org.mmtck.impl.seam;

import java.util.Random;

/**
 * Chance from {@link Random} with a seed: repeatable, and of a form that Java PathFinder can enumerate exhaustively.
 */
final class RandomChooser implements Chooser {
    private final Random random;

    RandomChooser(long seed) {
        random = new Random(seed);
    }

    @Override
    public int nextInt(int n) {
        if (n <= 0) {
            throw new IllegalArgumentException("a choice needs at least one alternative, not " + n);
        }
        return random.nextInt(n);
    }

    @Override
    public boolean nextBoolean() {
        return random.nextBoolean();
    }
}
