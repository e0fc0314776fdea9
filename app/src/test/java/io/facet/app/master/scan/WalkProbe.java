package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that waits for a line, walks a folder, and says in one line what it came upon. */
final class WalkProbe {
    private WalkProbe() {}

    public static void main(String[] args) throws IOException {
        if (System.in.read() < 0) {
            return;
        }
        DatasetWalk walk = new DatasetWalk(Path.of(args[0]));
        List<String> found = new ArrayList<>();
        for (ScanEntry entry = walk.next(); entry != null; entry = walk.next()) {
            found.add(
                    switch (entry) {
                        case ScanEntry.Image(ImageItem item) -> item.path();
                        case ScanEntry.Unusable(ImageItem item, String why) -> item.path() + " ! " + why;
                    });
        }
        System.out.println(String.join(" | ", found));
    }
}
