package io.facet.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Notices.Kind;
import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NoticeStackTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_went_wrong_stays_until_it_is_dismissed() {
        try (TestWindow window = TestWindow.open(folder, s -> s)) {
            Notices notices = new Notices();
            VBox stack = new VBox();
            TestWindow.onWindow(() -> new NoticeStack(notices, new Texts(Locale.ENGLISH), stack, Duration.millis(20)));
            tell(notices, Kind.DANGER, "The disk is full.");
            for (int i = 0; i < 3; i++) {
                tell(notices, Kind.INFO, "Copied.");
                window.await("it passes", () -> stack.getChildren().size() == 1);
            }
            assertThat(notices.shown()).extracting(Notices.Notice::text).containsExactly("The disk is full.");
            TestWindow.onWindow(() -> {
                stack.lookupAll(".button").forEach(b -> ((Button) b).fire());
                return true;
            });
            assertThat(stack.getChildren()).isEmpty();
        }
    }

    private static void tell(Notices notices, Kind kind, String text) {
        TestWindow.onWindow(() -> {
            notices.tell(kind, text);
            return true;
        });
    }
}
