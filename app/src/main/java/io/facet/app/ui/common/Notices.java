package io.facet.app.ui.common;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Passing news, shown bottom right for a while. Confined to the window's thread. */
public final class Notices {
    /** How a notice looks. */
    public enum Kind {
        INFO,
        SUCCESS,
        WARNING,
        DANGER
    }

    /**
     * One piece of news.
     *
     * @param actionText what its button says; null if it has none
     * @param action what its button does
     */
    public record Notice(Kind kind, String text, @Nullable String actionText, Runnable action) {}

    /** More would cover the page. */
    private static final int MOST = 6;

    private final ObservableList<Notice> shown = FXCollections.observableArrayList();

    /** What is to be seen now, oldest first. */
    public ObservableList<Notice> shown() {
        return shown;
    }

    /** Tells; the same news is not told twice at a time. */
    public void tell(Kind kind, String text) {
        tell(new Notice(kind, text, null, () -> {}));
    }

    /** Tells, and offers to do something about it. */
    public void tell(Kind kind, String text, String actionText, Runnable action) {
        tell(new Notice(kind, text, actionText, action));
    }

    /** Tells of a problem. */
    public void tell(Problem problem) {
        tell(Kind.DANGER, problem.message());
    }

    private void tell(Notice notice) {
        shown.removeIf(n -> n.text().equals(notice.text()));
        if (shown.size() >= MOST) {
            shown.remove(0);
        }
        shown.add(notice);
    }

    /** Takes this very notice away; one that says the same and was told later stays. */
    @SuppressWarnings("ReferenceEquality")
    public void dismiss(Notice notice) {
        shown.removeIf(n -> n == notice);
    }
}
