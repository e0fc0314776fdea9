package io.facet.app.ui.run;

import io.facet.app.ui.common.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The last lines of the run's CSV, as it grows. Confined to the window's thread; reads away from it. */
final class CsvPreview {
    private final Background background;
    private final ObservableList<CsvLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper header = new ReadOnlyStringWrapper("");
    private @Nullable Object source;
    private @Nullable Path file;
    private @Nullable CsvFollower follower;
    private boolean reading;

    CsvPreview(Background background) {
        this.background = background;
    }

    ObservableList<CsvLine> lines() {
        return lines;
    }

    ReadOnlyStringProperty header() {
        return header.getReadOnlyProperty();
    }

    @Nullable
    Path file() {
        return file;
    }

    /**
     * Follows another file; null for none.
     *
     * @param writer whoever writes it: another one may have begun the same file anew, so it is read from its start
     */
    @SuppressWarnings("ReferenceEquality")
    void follow(@Nullable Object writer, @Nullable Path next) {
        if (writer == source && Objects.equals(next, file)) {
            return;
        }
        source = writer;
        file = next;
        follower = next == null ? null : new CsvFollower(next);
        lines.clear();
        header.set("");
    }

    /** Looks whether the file has grown. */
    void refresh() {
        CsvFollower now = follower;
        if (now == null || reading) {
            return;
        }
        reading = true;
        background
                .task(now::read)
                .onSuccess(news -> {
                    if (now == follower) {
                        take(news, now.header());
                    }
                })
                .onError(problem -> {}) // the run itself says what is wrong with its output
                .andFinally(() -> reading = false)
                .start();
    }

    private void take(CsvFollower.News news, String first) {
        if (news.reset()) {
            lines.clear();
        }
        header.set(first);
        List<CsvLine> added = news.added().stream().filter(l -> l.number() > 1).toList();
        if (added.isEmpty()) {
            return;
        }
        int over = lines.size() + added.size() - CsvFollower.KEPT;
        if (over >= lines.size()) {
            lines.setAll(added);
            return;
        }
        if (over > 0) {
            lines.remove(0, over);
        }
        lines.addAll(added);
    }
}
