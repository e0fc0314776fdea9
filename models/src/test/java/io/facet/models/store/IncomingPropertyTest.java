package io.facet.models.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;

class IncomingPropertyTest {
    private final Path root = temporary();

    @Property(tries = 100)
    void fileIsWholeHoweverItIsCutAndHoweverOftenItBreaks(
            @ForAll @Size(max = 12) List<@IntRange(max = 700) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 3) int perTry)
            throws IOException {
        byte[] content = TestCards.content(3000);
        String sha256 = TestCards.sha256(content);
        StoreFolder folder = new StoreFolder(root, StoreFolder::usableSpace);
        int next = 0;
        while (next < pieces.size()) {
            try (Incoming in = Incoming.open(folder, sha256, content.length)) {
                for (int i = 0; i < perTry && next < pieces.size(); i++) {
                    append(in, content, pieces.get(next++));
                }
                int there = (int) in.offset();
                assertThat(in.found()).isEqualTo(TestCards.sha256(Arrays.copyOf(content, there)));
            }
        }
        try (Incoming in = Incoming.open(folder, sha256, content.length)) {
            append(in, content, content.length);
            assertThat(in.commit().path()).hasBinaryContent(content);
        }
    }

    private static void append(Incoming in, byte[] content, int count) {
        int from = (int) in.offset();
        in.append(ByteBuffer.wrap(content, from, Math.min(count, content.length - from)));
    }

    @AfterTry
    void clean() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("facet-incoming");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
