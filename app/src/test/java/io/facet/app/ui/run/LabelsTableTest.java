package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.LabelCount;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LabelsTableTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_thousand_labels_that_change_at_once_are_one_change_and_the_selected_one_stays_selected() {
        try (TestWindow window = TestWindow.open(folder, s -> s)) {
            assertThat(window.desk().run()).isNull();
            TestWindow.onWindow(() -> {
                LabelsTable table = new LabelsTable(
                        new Texts(Locale.ENGLISH), new Names(new Settings(SettingsData.DEFAULT, s -> {})), label -> {});
                table.show(counts(1000, 0));
                table.getSelectionModel().select(700);
                AtomicInteger changes = new AtomicInteger();
                table.getItems().addListener((ListChangeListener<LabelCount>) c -> changes.incrementAndGet());

                table.show(counts(1000, 5));

                assertThat(changes).hasValue(1);
                assertThat(table.getSelectionModel().getSelectedItem()).isEqualTo(count(700, 5));
                assertThat(table.getItems().get(999)).isEqualTo(count(999, 5));

                table.show(counts(1000, 5));
                assertThat(changes).hasValue(1);
                return true;
            });
        }
    }

    private static List<LabelCount> counts(int labels, int done) {
        return IntStream.range(0, labels).mapToObj(i -> count(i, done)).toList();
    }

    private static LabelCount count(int label, int done) {
        return new LabelCount("label " + label, 10, done, 0);
    }
}
