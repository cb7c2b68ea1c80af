package org.mmtck.impl.buddy;

import java.util.Map;
import java.util.TreeMap;

/** The free lists of an allocator as the reference document writes them, for example {@code U0:[1] M10:[1024, 2048]}. */
final class Lists {
    private Lists() {}

    static String of(BuddyAllocator allocator) {
        Map<String, StringBuilder> lists = new TreeMap<>(Lists::byOrderThenType);
        for (FreeListEntry entry : allocator.snapshot()) {
            String name = entry.migratetype().letter() + "" + entry.order();
            StringBuilder list = lists.computeIfAbsent(name, n -> new StringBuilder());
            list.append(list.isEmpty() ? "" : ", ").append(entry.pfn());
        }
        StringBuilder text = new StringBuilder();
        lists.forEach((name, list) -> text.append(text.isEmpty() ? "" : " ")
                .append(name)
                .append(":[")
                .append(list)
                .append(']'));
        return text.toString();
    }

    private static int byOrderThenType(String a, String b) {
        int byOrder = Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1)));
        return byOrder != 0 ? byOrder : Integer.compare("UMEHCI".indexOf(a.charAt(0)), "UMEHCI".indexOf(b.charAt(0)));
    }
}
