package io.facet.app.master.output;

import io.facet.app.UserException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether an output may be continued: what made its rows must make the new ones, too. */
final class Continuation {
    private final OutputRequest request;
    private final Manifest former;

    private Continuation(OutputRequest request, Manifest former) {
        this.request = request;
        this.former = former;
    }

    /**
     * Reads what made the CSV of {@code request} and compares it with what the request asks for.
     *
     * @throws UserException OUTPUT_DAMAGED if that is not known, OUTPUT_MISMATCH if it is something else
     */
    static Manifest check(OutputRequest request) {
        Manifest former = Manifest.read(request.files().manifest());
        new Continuation(request, former).check();
        return former;
    }

    private void check() {
        Manifest.Csv csv = former.csv();
        RowFormat format = request.format();
        same("pipeline", former.pipeline().id(), request.pipeline().id());
        same("pipeline text", former.pipeline().sha256(), request.pipeline().sha256());
        same("model", Manifest.Model::id);
        same("model file", Manifest.Model::sha256);
        same("model card", Manifest.Model::card);
        same("precision", Manifest.Model::precision);
        same("dimension", csv.dimension() + " numbers", format.dimension() + " numbers");
        same("way of writing floats", csv.floats(), format.floats().name().toLowerCase(Locale.ROOT));
        if (!request.retryFailed()) {
            same("order", order(csv.ordered()), order(request.ordered()));
        }
        same("dataset", former.dataset(), request.dataset());
    }

    private static String order(boolean ordered) {
        return ordered ? "--ordered" : "as finished";
    }

    private void same(String what, Function<Manifest.Model, String> field) {
        same(what, of(former.model(), field), of(request.model(), field));
    }

    private static String of(Manifest.@Nullable Model model, Function<Manifest.Model, String> field) {
        return model == null ? "none" : field.apply(model);
    }

    private void same(String what, String before, String now) {
        if (!before.equals(now)) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISMATCH,
                    "%s cannot be continued: its %s is %s, this run's is %s. Choose another file, or --overwrite."
                            .formatted(request.files().csv(), what, before, now));
        }
    }
}
