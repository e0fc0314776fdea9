package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageRow;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the table of images. Its item is only a place: what stands there is looked up whenever the cell is drawn, so
 * that a run may change thousands of rows without telling the table of any.
 */
abstract class RowCell extends TableCell<Integer, Integer> {
    private final ImageRows rows;

    RowCell(ImageRows rows) {
        this.rows = rows;
        rows.keepDrawn(this);
    }

    @Override
    protected final void updateItem(Integer item, boolean empty) {
        super.updateItem(item, empty);
        draw();
    }

    @Override
    public final void updateIndex(int index) {
        super.updateIndex(index);
        draw();
    }

    /** Looks again what stands in its place. */
    final void draw() {
        show(isEmpty() ? null : rows.row(getIndex()));
    }

    /** Shows a row, or nothing. */
    abstract void show(@Nullable ImageRow row);
}
