package io.facet.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What tests of downloads share: an empty folder, a content, and time-outs that tests can wait for. */
abstract class PullFixture {
    /** Tries again at once. */
    static final DownloadPolicy QUICK = policy(Duration.ofSeconds(10));

    /** Also waits for nothing: for servers that hang. */
    static final DownloadPolicy IMPATIENT = policy(Duration.ofMillis(300));

    static final byte[] CONTENT = TestCards.content(200_000);
    static final String TAG = "\"v1\"";

    @TempDir
    Path root;

    StoredFile pull(ModelCard card) {
        return store().pull(card, Precision.FP32, Progress.NONE, () -> false);
    }

    ModelStore store() {
        return store(QUICK);
    }

    ModelStore store(DownloadPolicy policy) {
        return new ModelStore(
                new StoreFolder(root, StoreFolder::usableSpace), ModelFileSource.NONE, OnnxMetadata.NONE, policy);
    }

    private static DownloadPolicy policy(Duration wait) {
        return new DownloadPolicy(wait, wait, wait, 3, Duration.ofMillis(5), Duration.ofMillis(200));
    }

    void assertFails(ModelCard card, Code code, String... parts) {
        assertThatThrownBy(() -> pull(card))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
    }

    void assertNothingLeftOver() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).getName(0).toString()))
                    .allMatch(top -> top.equals("sha256") || top.equals("locks"));
        }
    }
}
