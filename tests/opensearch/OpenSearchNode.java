import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/**
 * One real OpenSearch node in this JVM, without the scripts and bin folders of a download: HOME KEY=VALUE...
 *
 * <p>The node lives until its standard input ends, which it does when the process that started it is gone.
 */
public class OpenSearchNode extends Node {
    /** The modules of a download that concern text, without "Plugin" (2.x) or "ModulePlugin" (3.x) at the end. */
    private static final List<String> MODULES = List.of(
            "transport.Netty4",
            "analysis.common.CommonAnalysis",
            "geo.Geo",
            "index.mapper.MapperExtras",
            "index.rankeval.RankEval",
            "index.reindex.Reindex",
            "ingest.common.IngestCommon",
            "join.ParentJoin",
            "painless.Painless",
            "percolator.Percolator",
            "script.expression.Expression",
            "script.mustache.Mustache",
            "search.aggregations.matrix.MatrixAggregation");

    @SuppressWarnings({"unchecked", "rawtypes"}) // 2.x takes classes, 3.x descriptions of them
    private OpenSearchNode(Environment environment, Collection modules) {
        super(environment, modules, true);
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Settings.Builder settings = Settings.builder().put("path.home", home.toString());
        for (String setting : List.of(arguments).subList(1, arguments.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Path config = Files.createDirectories(home.resolve("config"));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings.build(), Map.of(), config, () -> "unnamed");
        Node node = new OpenSearchNode(environment, modules());
        node.start();
        while (System.in.read() >= 0) {
            // Nothing is ever sent: what counts is the end.
        }
        node.close();
        System.exit(0);
    }

    private static List<Object> modules() throws ClassNotFoundException {
        List<Object> modules = new ArrayList<>();
        for (String module : MODULES) {
            Class<?> plugin = plugin("org.opensearch." + module);
            String name = plugin.getName();
            modules.add(Version.CURRENT.major < 3
                    ? plugin
                    : new PluginInfo(name, "module", "NA", Version.CURRENT, "21", name, null, List.of(), false));
        }
        return modules;
    }

    private static Class<?> plugin(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name + "ModulePlugin");
        } catch (ClassNotFoundException older) {
            return Class.forName(name + "Plugin");
        }
    }
}
