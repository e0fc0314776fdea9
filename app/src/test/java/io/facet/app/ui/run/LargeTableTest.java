package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.AgentOrder;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class LargeTableTest {
    private static final int IMAGES = 200_000;
    /** Far more than are to be seen in a table of that height, far fewer than there are images. */
    private static final int MANY_CELLS = 1000;

    @TempDir
    private Path folder;

    @Test
    void two_hundred_thousand_images_are_shown_scrolled_and_searched_with_a_screenful_of_cells() {
        ImageBoard board = new ImageBoard();
        for (int i = 0; i < IMAGES; i++) {
            board.add("label %03d/image-%06d.jpg".formatted(i % 500, i), 1000);
        }
        try (TestWindow window = TestWindow.open(folder, s -> s);
                ExecutorService workers = Executors.newCachedThreadPool()) {
            Background background = new Background(workers, new FxThread(), problem -> {});
            ImageRows rows = new ImageRows(background, System::nanoTime);
            ImagesCard card = TestWindow.onWindow(() -> card(rows, background));
            TableView<?> table =
                    TestWindow.onWindow(() -> (TableView<?>) Objects.requireNonNull(card.lookup("#imageTable")));
            TestWindow.onWindow(() -> {
                rows.show(board);
                return true;
            });
            await(window, card, () -> table.getItems().size() == IMAGES);
            await(window, card, () -> texts(card).contains("label 000/image-000000.jpg"));

            TestWindow.onWindow(() -> {
                table.scrollTo(IMAGES - 1);
                return true;
            });
            await(window, card, () -> texts(card).contains("label 499/image-199999.jpg"));
            assertThat(TestWindow.onWindow(() -> card.lookupAll(".table-cell").size()))
                    .isLessThan(MANY_CELLS);

            TestWindow.onWindow(() -> {
                ((TextField) Objects.requireNonNull(card.lookup("#search"))).setText("IMAGE-1234");
                return true;
            });
            await(window, card, () -> table.getItems().size() == 100);
            await(window, card, () -> texts(card).contains("label 400/image-123400.jpg"));
            TestWindow.onWindow(() -> {
                card.getScene().getWindow().hide();
                return true;
            });
        }
    }

    private static ImagesCard card(ImageRows rows, Background background) {
        Texts texts = new Texts(Locale.ENGLISH);
        Names names = new Names(new Settings(SettingsData.DEFAULT, s -> {}));
        ImageTable table = new ImageTable(
                texts, rows, new Thumbnails(background), new AgentColours(new AgentOrder()), names, () -> null);
        ImagesCard card = new ImagesCard(texts, Clock.systemUTC(), names, rows, table);
        Stage stage = new Stage();
        stage.setScene(new Scene(card, 1000, 600));
        stage.show();
        return card;
    }

    private static void await(TestWindow window, ImagesCard card, BooleanSupplier condition) {
        window.await("the table", () -> {
            card.refresh(null, false, 500);
            return condition.getAsBoolean();
        });
    }

    private static Set<String> texts(ImagesCard card) {
        Set<String> found = new HashSet<>();
        for (Node node : card.lookupAll(".label")) {
            if (node instanceof Labeled labeled && labeled.getText() != null) {
                found.add(labeled.getText());
            }
        }
        return found;
    }
}
